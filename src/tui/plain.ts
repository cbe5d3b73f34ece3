export async function runPlainReader(..._: unknown[]): Promise<void> {}
