import { OVERRIDES } from './config-environment.ts';
import { CONFIG_HELP } from './config-help.ts';
import { SETTINGS } from './config.ts';

describe('The help on the configuration', () => {
  it('names every setting of the file and every environment variable beside its setting', () => {
    const lines = CONFIG_HELP.split('\n');
    for (const [variable, { setting }] of Object.entries(OVERRIDES)) {
      const line = lines.find((each) => each.endsWith(` ${variable}`)) ?? '';
      expect(line.trim().split(' ')[0]).withContext(variable).toBe(setting);
    }
    const unnamed = SETTINGS.filter((name) => !new RegExp(`^  ${name}\\b`, 'm').test(CONFIG_HELP));
    expect(unnamed).toEqual([]);
  });
});
