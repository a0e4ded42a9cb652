import type { Heard } from "@/server/events/events";
import { mailApplicant } from "./application/commands";

/** What people are told of by mail. */
export const heard: Heard = {
  "application.submitted": (deps, { payload }) => mailApplicant(deps, { ...payload, news: "submitted" }),
  "application.returned": (deps, { payload }) => mailApplicant(deps, { ...payload, news: "returned" }),
  "application.approved": (deps, { payload }) => mailApplicant(deps, { ...payload, news: "approved" }),
  "application.rejected": (deps, { payload }) => mailApplicant(deps, { ...payload, news: "rejected" }),
};
