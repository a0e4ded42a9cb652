import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { wallNow } from "@/server/platform/clock";
import { ingestDepsAt } from "./payment-bed";
import { serve } from "./push-payment";

// A process of its own around the hot path, for tests that kill it. Its first line of output is its port.
const { port } = await serve((call) => answerNetworkCall(call, () => ingestDepsAt(wallNow())));
process.stdout.write(`${port}\n`);
