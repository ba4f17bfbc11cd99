import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "../option/environment.ts";
import { hashOf } from "./cache.ts";

/** All caches together may be this large; the one that was used longest ago goes first. In bytes. */
const MOST = 1 << 29;
const ENDING = ".cache";

/** The cache file of a working directory, in the user's cache folder (XDG Base Directory Specification; Apple's and Microsoft's places). */
export function cacheFileOf(cwd: string, env: Environment["env"]): string {
  return join(userFolder(env), "plimsoll", `${hashOf(cwd).replace(/\W/g, "").slice(0, 20)}${ENDING}`);
}

function userFolder(env: Environment["env"]): string {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  if (process.platform === "win32") return env.LOCALAPPDATA ?? join(home, "AppData", "Local");
  if (env.XDG_CACHE_HOME?.startsWith("/")) return env.XDG_CACHE_HOME;
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Notes that a cache was used today, so that it is not the one that goes. */
export function markUsed(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // It is no harm if another cache goes first.
  }
}

/** Takes caches away from the folder of this one until the others fit, those used longest ago first. */
export function makeRoom(path: string): void {
  const folder = dirname(path);
  try {
    const caches = readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => join(folder, name))
      .map((file) => ({ file, stats: statSync(file, { throwIfNoEntry: false }) }))
      .sort((a, b) => (b.stats?.mtimeMs ?? 0) - (a.stats?.mtimeMs ?? 0));
    let size = 0;
    for (const { file, stats } of caches) {
      size += stats?.size ?? 0;
      if (size > MOST && file !== path) rmSync(file, { force: true });
    }
  } catch {
    // Somebody else tidies up at the same time.
  }
}
