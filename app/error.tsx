"use client";

import { ErrorPage } from "@/app/_components/errors/error-page";

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="px-4 py-12">
      <ErrorPage error={error} onRetry={reset} />
    </main>
  );
}
