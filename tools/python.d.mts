export const PYTHON: string;
export function pythonHas(...packages: string[]): boolean;
