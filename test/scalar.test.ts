import { readFileSync } from "node:fs";
import { fc, test } from "./property.ts";
import { describe, expect, it } from "vitest";
