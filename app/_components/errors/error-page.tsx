"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

type ErrorPageProps = {
  error: Error & { digest?: string };
  onRetry: () => void;
  homeHref?: string;
};

/** What stands where a page could not be made: what happened, a number to quote, and two ways on. */
export function ErrorPage({ error, onRetry, homeHref = "/" }: ErrorPageProps) {
  const words = useTranslations("common");
  // The heading takes the place of the page that was expected, so it says so in the tab too.
  useEffect(() => {
    document.title = words("errorTitle");
  }, [words]);
  return (
    <div role="alert" className="mx-auto w-full max-w-2xl">
      <EmptyState
        illustration="lens"
        title={words("errorTitle")}
        body={
          <>
            {words("errorBody")}
            {error.digest === undefined ? null : (
              <span className="tabular mt-2 block text-sm">
                {words("requestNumber", { id: error.digest })}
              </span>
            )}
          </>
        }
        action={
          <>
            <LinkButton href={homeHref} variant="secondary">
              {words("toHome")}
            </LinkButton>
            <Button onClick={onRetry}>{words("retry")}</Button>
          </>
        }
      />
    </div>
  );
}
