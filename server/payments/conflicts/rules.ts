/** What a message says of a payment, by the names that the network's interface has for it. */
export type Said = Readonly<Record<string, string | null>>;

/**
 * The fields in which a message differs from what is kept, in the order of their names; a field that either side leaves
 * out says nothing. Empty when the difference lies in what is not kept as a column: the body then has to be compared.
 */
export function fieldsThatDiffer(kept: Said, said: Said): string[] {
  return Object.keys(said)
    .filter((name) => {
      const [before, now] = [kept[name] ?? null, said[name] ?? null];
      return before !== null && now !== null && before !== now;
    })
    .sort();
}

/** The facts of a message that a payment keeps, flat and as text. Accounts and customers are compared, never shown. */
export function saidBy(json: unknown): Said {
  const text = (path: readonly string[]): string | null => {
    let value: unknown = json;
    for (const name of path) {
      if (typeof value !== "object" || value === null) return null;
      value = Reflect.get(value, name);
    }
    return typeof value === "string" ? value : null;
  };
  return {
    paymentId: text(["paymentId"]),
    pspId: text(["pspId"]),
    customerId: text(["customerId"]),
    customerMaskedAccount: text(["customerMaskedAccount"]),
    paymentAmount: text(["paymentAmount", "value"]),
    payerAmount: text(["payerAmount", "value"]),
    payerCurrency: text(["payerAmount", "currency"]),
    quoteId: text(["paymentQuote", "quoteId"]),
    quoteCurrencyPair: text(["paymentQuote", "quoteCurrencyPair"]),
    quotePrice: text(["paymentQuote", "quotePrice"]),
    settlementAmount: text(["settlementAmount", "value"]),
    settlementQuoteId: text(["settlementQuote", "quoteId"]),
  };
}
