"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { buttonVariants } from "@/app/_ui/button-variants";

type ChartExportProps = {
  /** The id of the card whose picture is taken, and the name of its table. */
  of: string;
  /** Whether the card has a picture at all. */
  picture?: boolean;
};

/** Takes a chart along: as a picture, and as the table behind it. */
export function ChartExport({ of, picture = true }: ChartExportProps) {
  const words = useTranslations("directory.network");
  return (
    <>
      {picture ? (
        <Button size="sm" variant="quiet" onClick={() => void savePicture(of)}>
          {words("asPicture")}
        </Button>
      ) : null}
      <a download href={`/api/growth/${of}.csv`} className={buttonVariants({ size: "sm", variant: "quiet" })}>
        {words("asTable")}
      </a>
    </>
  );
}

const SCALE = 2;
const PAINTED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-family",
];

/** A drawing leaves the page without the page's styles, so each shape first takes its own along. */
function withStyles(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return "";
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [at, original] of originals.entries()) {
    const painted = getComputedStyle(original);
    for (const name of PAINTED) copies[at]?.setAttribute(name, painted.getPropertyValue(name));
  }
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

const areaOf = (svg: SVGSVGElement) => {
  const { width, height } = svg.getBoundingClientRect();
  return width * height;
};

/** The drawing of a card: a figure may have small ones beside it, such as the arrow of a choice. */
function drawingOf(card: string): SVGSVGElement | undefined {
  const drawings = document.querySelectorAll<SVGSVGElement>(`#${card} figure svg`);
  return [...drawings].sort((a, b) => areaOf(b) - areaOf(a))[0];
}

async function savePicture(of: string): Promise<void> {
  const svg = drawingOf(of);
  if (svg === undefined) return;
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([withStyles(svg)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const paper = canvas.getContext("2d");
  if (paper === null) return;
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => {
    if (blob === null) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${of}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
