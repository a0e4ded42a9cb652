export type ComboboxOption = {
  value: string;
  label: string;
  /** A second line, such as the kana of a bank. */
  support?: string;
  /** A short code at the right, such as 0001. */
  code?: string;
};

export type ComboboxLabels = {
  loading: string;
  noResults: string;
  failed: string;
  clear: string;
  /** How many were found, read out; such as 「12件あります」. */
  found: (count: number) => string;
};
