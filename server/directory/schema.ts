import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import { MERCHANT_STATES } from "@/server/merchants/rules";
import { REGISTRATION_STATES } from "@/server/registration/rules";
import { ACTIVITY_FILTERS, DIRECTORY_PAGE } from "./rules";

const merchantId = z.string().regex(/^mer_[0-9a-z_]{1,40}$/);
const storeId = z.string().regex(/^sto_[0-9a-z_]{1,40}$/);
const day = z.string().refine((text) => parseDay(text) !== undefined);

/** A word that people put on merchants. */
export const tagInput = z.string().trim().min(1).max(30);

/** What narrows the list; every one of them is a chip in the address. */
export const directoryFilters = z.object({
  text: z.string().max(100).optional(),
  state: z.enum(MERCHANT_STATES).optional(),
  prefectureCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  mcc: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  walletId: z
    .string()
    .regex(/^[A-Z0-9_]{1,40}$/)
    .optional(),
  /** Of at least one store, at `walletId` or at any wallet. */
  registration: z.enum(REGISTRATION_STATES).optional(),
  municipalityCode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  /** The chain under whose signboard it trades. */
  brandId: z
    .string()
    .regex(/^[a-z]{3}_[0-9a-z_]{1,40}$/)
    .optional(),
  activity: z.enum(ACTIVITY_FILTERS).optional(),
  /** The person who looks after it, or `none`. */
  managerId: z.union([z.literal("none"), z.string().regex(/^per_[0-9a-z_]{1,40}$/)]).optional(),
  tag: tagInput.optional(),
  /** At least one finding that nobody has closed. */
  risk: z.literal("open").optional(),
  /** Days in Japan on which a merchant was approved, both included. */
  approvedFromOn: day.optional(),
  approvedThroughOn: day.optional(),
});
export type DirectoryFilters = z.output<typeof directoryFilters>;

/** Newest first; `olderThan` and `newerThan` are ids that a page begins after or ends before. */
export const listMerchantsInput = directoryFilters.extend({
  olderThan: merchantId.optional(),
  newerThan: merchantId.optional(),
  limit: z.number().int().min(1).max(DIRECTORY_PAGE.sizeMax).default(DIRECTORY_PAGE.size),
});
export type ListMerchantsInput = z.output<typeof listMerchantsInput>;

export const merchantInput = z.object({ merchantId });
export const merchantStoresInput = merchantInput.extend({
  afterId: storeId.optional(),
  /** A part of the name or kana, the store's number, or a code that hangs there. */
  text: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || undefined)
    .optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export const merchantRecentInput = merchantInput.extend({
  limit: z.number().int().min(1).max(100).default(20),
});
export const securityEventsInput = z.object({
  olderThan: z.string().max(60).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

/** `cursor` is the instant of the last entry that was shown. */
export const timelineInput = merchantInput.extend({
  cursor: z.date().nullish(),
  limit: z.number().int().min(1).max(100).default(20),
});
