/** What binds the sealed token of an invitation to its row. */
export function invitationAad(invitationId: string): string {
  return `invitation:${invitationId}`;
}
