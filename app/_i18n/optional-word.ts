type Lookup<Key extends string> = {
  (key: Key): string;
  has(key: string): boolean;
};

/**
 * The word of a name that need not have one: help that only some fields have, or a value that is older than its word.
 * @returns undefined where there is none
 */
export function optionalWord<Key extends string>(words: Lookup<Key>, key: string): string | undefined {
  return hasWord(words, key) ? words(key) : undefined;
}

function hasWord<Key extends string>(words: Lookup<Key>, key: string): key is Key {
  return words.has(key);
}
