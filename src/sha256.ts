/** node:crypto costs a tenth of a whole listing to load, and listings make no ids. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return process.getBuiltinModule('node:crypto').hash('sha256', data, 'buffer');
}
