/** Lets the browser keep a file under that name. */
export function saveFile(page: Document, content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = page.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
