"use client";

import { useEffect } from "react";

/** Tells that the page was opened: a number a day for the funnel, and nothing of who came. */
export function VisitBeacon() {
  useEffect(() => {
    navigator.sendBeacon("/api/visits");
  }, []);
  return null;
}
