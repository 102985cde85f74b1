import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

const run = promisify(execFile);
const git = async (...args: readonly string[]) => (await run("git", args, { cwd: PACKAGE_ROOT })).stdout.trim();

export interface OlderTree {
  readonly root: string;
  readonly commit: string;
  remove(): Promise<void>;
}

/** This repository as it was before a file was added, built with the packages at hand. Needs the history: a shallow clone has none. */
export async function treeBefore(file: string): Promise<OlderTree> {
  const added = await git("log", "--diff-filter=A", "--format=%H", "--max-count=1", "--", file);
  if (added === "") throw new Error(`the history at hand does not say when ${file} was added: fetch all of it`);
  const commit = await git("rev-parse", "--short", `${added}^`);
  const folder = await mkdtemp(join(tmpdir(), "ventanilla-before-"));
  const root = join(folder, "tree");
  const remove = async () => {
    await git("worktree", "remove", "--force", root).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await git("worktree", "prune");
  };
  try {
    await git("worktree", "add", "--quiet", "--detach", root, commit);
    await symlink(join(PACKAGE_ROOT, "node_modules"), join(root, "node_modules"));
    // Types of packages may have changed since: what runs is what counts.
    await run(join(PACKAGE_ROOT, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: root }).catch(
      () => undefined,
    );
    return { root, commit, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
