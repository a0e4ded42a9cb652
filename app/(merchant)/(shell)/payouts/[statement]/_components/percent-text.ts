/** Basis points as people read a rate: 198 is "1.98", 1000 is "10". Exact, since it moves digits and divides nothing. */
export function percentText(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  const whole = digits.slice(0, -2);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
