import { dayOf } from "../../text/date.ts";

/** The date where the command runs, YYYY-MM-DD: until the end of that day a suppression holds. */
export function today(now = new Date()): string {
  return dayOf(now);
}

/** The time where the command runs, HH:MM:SS. */
export function timeOfDay(now = new Date()): string {
  return now.toTimeString().slice(0, 8);
}
