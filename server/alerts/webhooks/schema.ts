import { z } from "zod";
import { apiDispute, apiPayment, apiPayout, apiRefund } from "../api/schema";
import { DELIVERY_STATES, TEST_TYPE, URL_MAX, WEBHOOK_TYPE_NAMES } from "./rules";

export const ENDPOINT_NAME_MAX = 60;
const PAGE_MAX = 100;

const endpointId = z.string().regex(/^whe_[0-9a-z]{1,40}$/);
const deliveryId = z.string().regex(/^whd_[0-9a-z]{1,40}$/);

/** What an owner says of an endpoint. */
const endpointTerms = z.object({
  name: z.string().trim().min(1).max(ENDPOINT_NAME_MAX),
  url: z.string().trim().min(1).max(URL_MAX),
  eventTypes: z.array(z.enum(WEBHOOK_TYPE_NAMES)).min(1),
});
export const createEndpointInput = endpointTerms;
export type CreateEndpointInput = z.output<typeof createEndpointInput>;

export const changeEndpointInput = endpointTerms.extend({ endpointId });
export type ChangeEndpointInput = z.output<typeof changeEndpointInput>;

export const endpointInput = z.object({ endpointId });

export const listDeliveriesInput = z.object({
  endpointId,
  state: z.enum(DELIVERY_STATES).optional(),
  cursor: deliveryId.optional(),
  limit: z.number().int().min(1).max(PAGE_MAX).default(30),
});
export type ListDeliveriesInput = z.output<typeof listDeliveriesInput>;

export const deliveryInput = z.object({ deliveryId });

/** A range by the time of the event, both ends included; `onlyFailed` leaves out what was accepted. */
export const replayRangeInput = z
  .object({
    endpointId,
    fromMs: z.number().int().nonnegative(),
    untilMs: z.number().int().nonnegative(),
    onlyFailed: z.boolean().default(true),
  })
  .refine(({ fromMs, untilMs }) => fromMs <= untilMs, { path: ["untilMs"] });
export type ReplayRangeInput = z.output<typeof replayRangeInput>;

export const webhookTimestamp = z.iso
  .datetime({ offset: true })
  .meta({ description: "When it happened, in UTC." });

/** What a message says, by its subject; its type tells what happened to it. */
export const webhookData = {
  payment: apiPayment,
  refund: apiRefund,
  dispute: apiDispute,
  payout: apiPayout,
} as const;

export const testMessage = z.object({
  type: z.literal(TEST_TYPE),
  timestamp: webhookTimestamp,
  data: z.object({ endpointId: z.string() }),
});
