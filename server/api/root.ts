import { merchantsRouter } from "@/server/merchants/router";
import { createCallerFactory, router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  merchants: merchantsRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures in-process: route handlers, the command line, tests. */
export const createCaller = createCallerFactory(appRouter);
