import type { Context, Place, Run } from "../value/place.ts";
import { Text } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { FunctionError } from "./error.ts";
import type { Budget, GoFunction } from "./program.ts";

/** What templates write. */
export class Output {
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** Writes a text on behalf of an action: what has no place yet gets that of the action. */
  write(text: Text, place: Place, context: Context | undefined): void {
    if (text.text === "") return;
    spend(this.budget, text.text.length + text.runs.length * RUN);
    this.parts.push(text.text);
    for (const run of text.runs)
      this.runs.push(
        run.place && (run.context || !context) ? run : { ...run, place: run.place ?? place, context: run.context ?? context },
      );
  }

  literal(text: string, run: Run): void {
    spend(this.budget, text.length + RUN);
    this.parts.push(text);
    this.runs.push(run);
  }

  text(): Text {
    return new Text(this.parts.join(""), this.runs);
  }
}

/** A run counts as so many characters. */
const RUN = 8;

/** Takes from what may still be made; an error when it is used up. */
export function spend(budget: Budget, size: number): void {
  budget.size -= size;
  if (budget.size < 0) throw new FunctionError("the templates write more than can be rendered here", "limit");
}

/** Takes as many steps at once as something needs that is not evaluated step by step. */
export function spendSteps(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new FunctionError("the templates take more steps than can be done here", "limit");
}

/** Counts what a function is to do: it may go through all of its texts. */
export function spendCall(budget: Budget, { cost }: Pick<GoFunction, "cost">, args: readonly Value[]): void {
  let steps = cost?.(args) ?? 0;
  for (const one of args) if (one.kind === "string") steps += one.text.length >> 7;
  if (steps > 0) spendSteps(budget, steps);
}

/** Counts what a function has made. */
export function spendValue(budget: Budget, value: Value): void {
  if (value.kind === "string") spend(budget, value.text.length);
  else if (value.kind === "list" && value.element !== "uint8") spendSteps(budget, value.items.length >> 2);
}
