import type { ja } from "./ja";

/** The same tree with any words: what every complete language has to have. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/** All words of the product, shaped by the Japanese ones. */
export type Messages = Words<typeof ja>;
