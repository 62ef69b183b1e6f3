export function checkMarkdown(): void {}
