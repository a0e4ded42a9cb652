/** The field of the search above the list of merchants, which the key `/` leads to. */
export const SEARCH_ID = "merchant-text";
