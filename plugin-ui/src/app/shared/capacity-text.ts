const STEP = 1024;
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** "40 GB", "1.5 TB": sizes of disks as the vSphere Client writes them, in powers of 1024. */
export function capacityText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10);
  const unit = Math.min(UNITS.length - 1, power);
  const value = Math.round((bytes / STEP ** unit) * 100) / 100;
  return `${value} ${UNITS[unit] ?? ''}`;
}
