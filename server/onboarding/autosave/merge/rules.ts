import { FIELD_KEYS, type FieldKey, type Fields } from "../../fields/rules";

/** One value that a tab wants to change: `base` is what it saw when the person began to type. */
export type FieldChange = { readonly key: FieldKey; readonly base: string; readonly value: string };

export type MergedFields = {
  readonly fields: Fields;
  readonly changed: readonly FieldKey[];
  /** Fields that another tab or person has changed meanwhile; nothing of them was overwritten. */
  readonly conflicts: readonly { readonly key: FieldKey; readonly theirs: string }[];
  /** What follows from the change: a store or owner of whom anything is known is in its list. */
  readonly follows: readonly { readonly key: FieldKey; readonly value: string }[];
};

/**
 * Merges what one tab typed into what is stored, field by field; a repeated save changes nothing. Taking a store out
 * of the list empties its fields one by one, so that what another tab typed meanwhile keeps the store there.
 */
export function mergeFields(stored: Fields, changes: readonly FieldChange[]): MergedFields {
  const merged: Partial<Record<FieldKey, string>> = { ...stored };
  const changed = new Set<FieldKey>();
  const conflicts: { key: FieldKey; theirs: string }[] = [];
  for (const { key, base, value } of changes) {
    const current = merged[key] ?? "";
    if (current === value) continue;
    // Being in the list is no text that two could type differently: the fields tell whether there was a clash.
    if (current !== base && !key.endsWith(".listed")) {
      conflicts.push({ key, theirs: current });
      continue;
    }
    merged[key] = value;
    changed.add(key);
  }
  const follows = unlisted(merged).map((key) => ({ key, value: "yes" }));
  for (const { key, value } of follows) {
    merged[key] = value;
    if (stored[key] === value) changed.delete(key);
    else changed.add(key);
  }
  return { fields: merged, changed: [...changed], conflicts, follows };
}

/** Places that hold something although their list does not name them. */
function unlisted(fields: Fields): FieldKey[] {
  const heads = FIELD_KEYS.filter((key) => key.endsWith(".listed") && fields[key] !== "yes");
  return heads.filter((head) => {
    const place = head.slice(0, -"listed".length);
    return Object.entries(fields).some(
      ([key, value]) => key.startsWith(place) && key !== head && value !== "",
    );
  });
}
