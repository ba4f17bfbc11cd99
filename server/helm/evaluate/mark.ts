// Characters of private use that mark, in what is rendered, where the branches of an undecided `if` begin and end.

export const IF_MARK = "\ue001";
export const ELSE_MARK = "\ue002";
export const END_MARK = "\ue003";
