"use client";

import { ErrorPage } from "@/app/_components/errors/error-page";

export default function DeskError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorPage error={error} onRetry={reset} homeHref="/ops/review" />;
}
