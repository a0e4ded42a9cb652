import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError } from "zod";
import { isSteppedUp } from "@/server/identity/second-factor/rules";
import { noteViewed } from "@/server/identity/viewing/commands";
import { DomainError, type ErrorCode, isDomainError } from "@/server/kernel/errors";
import type { Permission } from "@/server/kernel/permissions";
import type { Scope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { read, type Tx } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import type { Context } from "./context";
import { transportCodeOf } from "./error-map";
import { requireScope } from "./gate";

type Meta = {
  readonly permission?: Permission;
  readonly openBecause?: string;
  /** When a procedure asks for a fresh second factor on some inputs only: which. */
  readonly stepUpWhen?: string;
};

/** What a screen learns of an error: a code that has words in every language, its values, and the fields at fault. */
export type ErrorShape = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly field: string | null;
  readonly fields: readonly { readonly path: string; readonly issue: string }[];
};

/** What tRPC itself refuses before a procedure is reached: a body that is no JSON, too many calls, an unknown name. */
const REFUSED_BY_TRANSPORT = new Map<TRPCError["code"], ErrorCode>([
  ["PARSE_ERROR", "invalid_input"],
  ["BAD_REQUEST", "invalid_input"],
  ["UNSUPPORTED_MEDIA_TYPE", "invalid_input"],
  ["METHOD_NOT_SUPPORTED", "invalid_input"],
  ["NOT_FOUND", "not_found"],
]);

function shapeOf({ cause, code }: TRPCError): ErrorShape {
  if (isDomainError(cause))
    return { code: cause.code, params: cause.params, field: cause.field ?? null, fields: [] };
  if (cause instanceof ZodError) {
    const fields = cause.issues.map((issue) => ({ path: issue.path.join("."), issue: issue.message }));
    return { code: "invalid_input", params: {}, field: fields[0]?.path ?? null, fields };
  }
  return { code: REFUSED_BY_TRANSPORT.get(code) ?? "internal", params: {}, field: null, fields: [] };
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    isDev: false,
    errorFormatter: ({ shape, error }) => ({
      code: shape.code,
      message: error.code,
      data: { httpStatus: shape.data.httpStatus, noren: shapeOf(error) },
    }),
  });

/** Turns what the domains throw into transport codes, and logs what nobody foresaw, without its values. */
const translated = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (isDomainError(cause)) {
    throw new TRPCError({ code: transportCodeOf(cause.code), cause, message: cause.code });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    log().error(
      { requestId: ctx.requestId, path, err: result.error.cause ?? result.error },
      "procedure failed",
    );
  }
  return result;
});

function actingIn<S extends Scope>(ctx: Context, scope: S) {
  const actor = { kind: "person", id: ctx.signedIn?.personId ?? "nobody" } as const;
  return {
    ...ctx,
    scope,
    deps: depsFor(scope, actor, ctx.requestId),
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => read(scope, work),
  };
}

/** A procedure that names its permission; its context carries the scope that the gate minted. */
export function permitted<P extends Permission>(permission: P) {
  return translated.meta({ permission }).use(async ({ ctx, type, path, next }) => {
    const acting = actingIn(ctx, requireScope(permission, ctx, type));
    const viewing = ctx.signedIn?.viewing;
    if (viewing && acting.scope.kind === "merchant") await noteViewed(acting.deps, { ...viewing, path });
    return next({ ctx: acting });
  });
}

/**
 * For procedures that need a second factor only for some inputs; those that always do say so in the permission.
 * @throws DomainError step_up_required unless one was given in this session within the last ten minutes
 */
export function requireStepUp(ctx: Context): void {
  if (!isSteppedUp(ctx.signedIn?.steppedUpAtMs ?? null, wallNow())) throw new DomainError("step_up_required");
}

/** The only other constructor: open to everyone, for a reason that the router's test prints. */
export function open(reason: string) {
  return translated.meta({ openBecause: reason });
}

/** Sign-in is needed but no permission: the person's own session. */
export function requireSignedIn(ctx: Context): NonNullable<Context["signedIn"]> {
  if (!ctx.signedIn) throw new DomainError("not_signed_in");
  return ctx.signedIn;
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
