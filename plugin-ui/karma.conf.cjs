const { existsSync } = require('node:fs');

/** Chromium as Debian and others install it, unless CHROME_BIN says where it is. */
process.env.CHROME_BIN ??= [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
].find((file) => existsSync(file));

/** Prints the totals in the form that the continuous integration reads, and fails a run without specs. */
function TotalsReporter() {
  this.onRunComplete = (browsers, results) => {
    const failed = results.failed + (results.error && results.failed === 0 ? 1 : 0);
    process.stdout.write(`\n${results.success} passed, ${failed} failed\n`);
  };
}

module.exports = (config) => {
  config.set({
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      require('karma-coverage'),
      { 'reporter:totals': ['type', TotalsReporter] },
    ],
    client: {
      clearContext: true,
      jasmine: { random: true, failSpecWithNoExpectations: true },
    },
    browsers: ['HeadlessChromium'],
    customLaunchers: {
      HeadlessChromium: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox',
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--window-size=1280,900',
        ],
      },
    },
    reporters: ['dots', 'totals'],
    reportSlowerThan: 1000,
    failOnEmptyTestSuite: true,
    restartOnFileChange: false,
    singleRun: true,
    autoWatch: false,
    browserNoActivityTimeout: 120000,
  });
};
