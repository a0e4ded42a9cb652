import type { Hono } from "hono";
import { parseDay } from "@/server/kernel/calendar";
import { problemDocument } from "../document";
import type { Deps } from "../queries";
import { pageContext, type Screen, type ScreenEnv, screenRouter, sendPage } from "../screens/router";
import { writeReports } from "./commands";
import { reportsDocument } from "./document";
import { lastReadyDay } from "./jobs";
import { findReport, listReportNames } from "./queries";

/** The network's clearing files under `/sandbox/network/reports`; programs ask for JSON, people get a page. */
export function reportsRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.get("/", (c) => list(deps, c));
  app.post("/", (c) => write(deps, c));
  app.get("/:name", (c) => download(deps, c));
  return app;
}

function wantsPage(c: Screen): boolean {
  return (c.req.header("Accept") ?? "").includes("text/html");
}

async function list(deps: Deps, c: Screen): Promise<Response> {
  const names = await listReportNames(deps.sql, parseDay(c.req.query("day") ?? ""));
  if (!wantsPage(c)) return c.json({ reports: names });
  return sendPage(c, reportsDocument(pageContext(c), { names, day: lastReadyDay(deps.now()) }));
}

async function write(deps: Deps, c: Screen): Promise<Response> {
  const typed = c.req.query("day") ?? (await c.req.parseBody()).day;
  const day = parseDay(typeof typed === "string" ? typed : "");
  if (day === undefined) return c.json({ error: "day must be YYYY-MM-DD" }, 400);
  const names = await writeReports(deps, day);
  return wantsPage(c) ? c.redirect("/sandbox/network/reports", 303) : c.json({ reports: names });
}

async function download(deps: Deps, c: Screen): Promise<Response> {
  const name = c.req.param("name") ?? "";
  const report = await findReport(deps.sql, name);
  if (report === null) {
    const context = pageContext(c);
    const { missing: title, missingHint: hint } = context.words.problem;
    return sendPage(c, problemDocument(context, { title, hint }), 404);
  }
  return c.body(report.content, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${report.name}"`,
  });
}
