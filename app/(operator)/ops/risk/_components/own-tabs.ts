import "server-only";
import { ownDesk } from "../../../_components/own-desk";

/** The rooms of risk that the signed-in person may enter. */
export async function ownTabs() {
  const { may } = await ownDesk();
  const [risk, disputes] = [may("risk:read"), may("dispute:list")];
  return [
    ...(risk ? (["alerts"] as const) : []),
    ...(disputes ? (["disputes"] as const) : []),
    ...(risk ? (["limits", "stopped"] as const) : []),
  ];
}
