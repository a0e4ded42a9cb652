/** Words by name, in groups of any depth. */
export type WordTree = { readonly [name: string]: string | WordTree };

/** The part of a tree that lies on the given ways, each with all that is below it. Unknown ways yield nothing. */
export function pickWords(tree: WordTree, paths: readonly string[]): WordTree {
  return paths.reduce<WordTree>((picked, path) => mergeWords(picked, branch(tree, path.split("."))), {});
}

function branch(tree: WordTree, [name, ...rest]: readonly string[]): WordTree {
  const below = name === undefined ? undefined : tree[name];
  if (name === undefined || below === undefined) return {};
  if (rest.length === 0 || typeof below === "string") return { [name]: below };
  return { [name]: branch(below, rest) };
}

/** Both trees in one; where both have a word, the second's. Neither is changed. */
export function mergeWords(first: WordTree, second: WordTree): WordTree {
  const merged: Record<string, string | WordTree> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const before = merged[name];
    merged[name] =
      typeof value === "string" || before === undefined || typeof before === "string"
        ? value
        : mergeWords(before, value);
  }
  return merged;
}
