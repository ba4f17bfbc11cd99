import { dayOf } from "../../text/date.ts";

/** The date where the command runs, YYYY-MM-DD: until the end of that day a suppression holds. */
export function today(now = new Date()): string {
  return dayOf(now);
}
