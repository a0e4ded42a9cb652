import { z } from "zod";

/** What a page is given behind the question mark. */
export type PageQuery = Promise<Record<string, string | string[] | undefined>>;

/** One value of a page's query; given twice or empty it counts as absent. */
export function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const storeId = z.string().regex(/^sto_[0-9a-z]{1,40}$/);

/** The store that the address names; anything that is no store's id counts as all of them. */
export function storeOf(query: Record<string, string | string[] | undefined>): string | undefined {
  return storeId.safeParse(query.store).data;
}

/** An address with the parts that are given, in their order. */
export function hrefOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const text = new URLSearchParams(given).toString();
  return text === "" ? path : `${path}?${text}`;
}
