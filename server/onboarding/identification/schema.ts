import { z } from "zod";
import { IDENTIFICATION_METHODS, IDENTIFICATION_PAPERS, IDENTIFIED_SUBJECTS } from "./rules";

const id = z.string().min(1).max(40);

/** Who was identified, how and by which paper, and on which day. */
export const newIdentification = z.object({
  applicationId: id,
  subject: z.enum(IDENTIFIED_SUBJECTS),
  method: z.enum(IDENTIFICATION_METHODS),
  paper: z.enum(IDENTIFICATION_PAPERS),
  documentId: id.optional(),
  checkedOn: z.iso.date(),
});
export type NewIdentification = z.infer<typeof newIdentification>;

export const identificationRef = z.object({ applicationId: id, identificationId: id });
