import { z } from "zod";

/** Everybody who looks after the area; who is not named no longer does. */
export const areaManagers = z.object({
  areaId: z.string().max(40),
  membershipIds: z.array(z.string().max(40)).max(100),
});
export type AreaManagers = z.output<typeof areaManagers>;
