import { z } from "zod";
import { merchantReason } from "../standing/schema";

/** Whether payouts of a merchant wait while one of its payments is disputed, and why. */
export const disputeHold = merchantReason.extend({ holds: z.boolean() });
