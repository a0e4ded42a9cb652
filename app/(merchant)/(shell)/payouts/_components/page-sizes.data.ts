/** How many stores and lines a statement's own page shows before it leads to the pages that show all. */
export const FIRST_STORES = 10;
export const FIRST_LINES = 20;
