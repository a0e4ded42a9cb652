import type { Currency } from "@/server/kernel/money";
import type { NetworkOutcome } from "../rules";

/** A rate as the network promises it. */
type Quote = { readonly quoteId: string; readonly quoteCurrencyPair: string; readonly quotePrice: string };

/** What the network knows of a payment besides how it ended. Amounts in minor units. */
export type NetworkFacts = {
  readonly networkPaymentId: string | null;
  readonly amountMinor: bigint;
  readonly walletId: string | null;
  readonly paidAtMs: number | null;
  readonly payerAmountMinor: bigint | null;
  readonly payerCurrency: string | null;
  readonly quoteId: string | null;
  readonly quotePair: string | null;
  readonly quotePrice: string | null;
  readonly settlementAmountMinor: bigint | null;
  readonly settlementQuote: Quote | null;
  readonly customerId: string | null;
  readonly customerMaskedAccount: string | null;
};

/** The network's word on one payment: a notice, or the answer to an inquiry. */
export type OutcomeWork = {
  readonly kind: "outcome";
  readonly key: string;
  /** A notice takes its key for ever; an answer to our own question does not. */
  readonly permanent: boolean;
  readonly contentHash: string;
  readonly canonical: string;
  readonly path: string;
  readonly paymentId: string;
  readonly outcome: NetworkOutcome;
  readonly failureCode: string | null;
  readonly facts: NetworkFacts;
};

/** The part that a notice, a push and the answer to an inquiry share, as the schemas read it. */
type PaymentFacts = {
  readonly paymentId: string;
  readonly paymentAmount: bigint;
  readonly pspId?: string | undefined;
  readonly paymentTime?: number | undefined;
  readonly payerAmount?: { readonly currency: Currency; readonly minor: bigint } | undefined;
  readonly paymentQuote?: Quote | undefined;
  readonly settlementAmount?: bigint | undefined;
  readonly settlementQuote?: Quote | undefined;
  readonly customerId?: string | undefined;
  readonly customerMaskedAccount?: string | undefined;
};

/** Facts for a word that we conclude ourselves, such as that an order was never placed. */
export function bareFacts(amountMinor: bigint): NetworkFacts {
  return {
    networkPaymentId: null,
    amountMinor,
    walletId: null,
    paidAtMs: null,
    payerAmountMinor: null,
    payerCurrency: null,
    quoteId: null,
    quotePair: null,
    quotePrice: null,
    settlementAmountMinor: null,
    settlementQuote: null,
    customerId: null,
    customerMaskedAccount: null,
  };
}

/** The facts of a message; what it leaves out is null. */
export function factsOf(message: PaymentFacts): NetworkFacts {
  return {
    networkPaymentId: message.paymentId,
    amountMinor: message.paymentAmount,
    walletId: message.pspId ?? null,
    paidAtMs: message.paymentTime ?? null,
    payerAmountMinor: message.payerAmount?.minor ?? null,
    payerCurrency: message.payerAmount?.currency ?? null,
    quoteId: message.paymentQuote?.quoteId ?? null,
    quotePair: message.paymentQuote?.quoteCurrencyPair ?? null,
    quotePrice: message.paymentQuote?.quotePrice ?? null,
    settlementAmountMinor: message.settlementAmount ?? null,
    settlementQuote: message.settlementQuote ?? null,
    customerId: message.customerId ?? null,
    customerMaskedAccount: message.customerMaskedAccount ?? null,
  };
}
