"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/app/_ui/button-variants";

const FILES = [
  { key: "a4", path: "poster.pdf?format=a4", isMain: true },
  { key: "a6", path: "poster.pdf?format=a6", isMain: true },
  { key: "svg", path: "poster.svg", isMain: false },
  { key: "png", path: "poster.png", isMain: false },
] as const;

/** The files of a code. Plain links: nothing may fetch them ahead, since a first print makes an edition. */
export function PosterLinks({ code }: { code: string }) {
  const words = useTranslations("codes");
  return (
    <div>
      <h3 className="text-sm">{words("print")}</h3>
      <ul className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4">
        {FILES.map(({ key, path, isMain }) => (
          <li key={key}>
            <a
              href={`/api/codes/${code}/${path}`}
              download
              aria-label={words("downloadOf", { format: words(key) })}
              className={buttonVariants({
                variant: isMain ? "primary" : "secondary",
                size: "sm",
                wide: true,
              })}
            >
              <Download aria-hidden />
              {words(key)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
