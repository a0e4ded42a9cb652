import { generate } from "lean-qr";

/** A symbol as an SVG path in its own units, one unit a module, for a screen that sets it on white. */
export type SymbolPath = { readonly size: number; readonly path: string };

/** What an authenticator app scans. */
export function appSymbol(address: string): SymbolPath {
  const symbol = generate(address);
  const cells = Array.from({ length: symbol.size * symbol.size }, (_, at) => ({
    x: at % symbol.size,
    y: Math.floor(at / symbol.size),
  }));
  const path = cells
    .filter(({ x, y }) => symbol.get(x, y))
    .map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
    .join("");
  return { size: symbol.size, path };
}
