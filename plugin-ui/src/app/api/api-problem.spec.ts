import { HttpErrorResponse } from '@angular/common/http';
import { aFinding } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { ApiProblem, toApiProblem } from './api-problem';

describe('a failed request', () => {
  it('carries everything that the problem document says', () => {
    const document = aProblem({ findings: [aFinding()], activityId: 'a-1' });

    const problem = toApiProblem(new HttpErrorResponse({ status: 403, error: document }));

    expect(problem).toEqual(
      jasmine.objectContaining({
        status: 403,
        code: 'notPermitted',
        title: 'Not permitted',
        detail: 'You lack a privilege.',
        requestId: 'req-1',
        activityId: 'a-1',
      }),
    );
    expect(problem.findings.length).toBe(1);
  });

  it('is read from text, as a reply with another content type comes', () => {
    const error = JSON.stringify(aProblem({ code: 'clusterBusy' }));

    expect(toApiProblem(new HttpErrorResponse({ status: 409, error })).code).toBe('clusterBusy');
  });

  for (const status of [0, 502, 503, 504]) {
    it(`says that the server does not answer for status ${status} without a document`, () => {
      const error = 'no healthy upstream';

      expect(toApiProblem(new HttpErrorResponse({ status, error })).code).toBe('unreachable');
    });
  }

  it('says that the reply was unexpected for anything else', () => {
    const failed = new HttpErrorResponse({ status: 500, error: '<html>' });

    expect(toApiProblem(failed).code).toBe('unexpectedReply');
    expect(toApiProblem(new TypeError('broken')).detail).toContain('broken');
  });

  it('stays the problem that it is', () => {
    const problem = new ApiProblem(aProblem());

    expect(toApiProblem(problem)).toBe(problem);
  });
});
