import type { HttpEvent, HttpRequest } from '@angular/common/http';
import { HttpErrorResponse, HttpResponse } from '@angular/common/http';
import type { HttpBackend } from '@angular/common/http';
import type { ProblemDocument } from '@contract/problem';
import type { Observable } from 'rxjs';
import { of, throwError } from 'rxjs';
import { vcGuid } from './contract-builders';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Answer = (request: HttpRequest<unknown>) => unknown;

/** Our server as the page sees it: answers by method and path below the vCenter, remembers the requests. */
export class FakePluginServer implements HttpBackend {
  readonly requests: HttpRequest<unknown>[] = [];
  readonly #answers = new Map<string, Answer>();

  /** `path` is below `/vcenters/{vcGuid}`. A problem document becomes an error with its status. */
  answer(method: Method, path: string, answer: Answer): void {
    this.#answers.set(`${method} ${path}`, answer);
  }

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    this.requests.push(request);
    const [, path = ''] = request.url.split(`/vcenters/${vcGuid}`);
    const body = this.#answers.get(`${request.method} ${path}`)?.(request);
    if (body === undefined) return this.#fail(request, 404, null);
    return isProblem(body)
      ? this.#fail(request, body.status, body)
      : of(new HttpResponse({ status: 200, url: request.url, body }));
  }

  requestsTo(method: Method, path: string): HttpRequest<unknown>[] {
    return this.requests.filter(
      (request) => request.method === method && request.url.endsWith(path),
    );
  }

  #fail(request: HttpRequest<unknown>, status: number, error: unknown): Observable<never> {
    return throwError(() => new HttpErrorResponse({ status, url: request.url, error }));
  }
}

/** A problem document as the server sends it. */
export function aProblem(over: Partial<ProblemDocument> = {}): ProblemDocument {
  return {
    type: 'about:blank',
    title: 'Not permitted',
    status: 403,
    detail: 'You lack a privilege.',
    code: 'notPermitted',
    requestId: 'req-1',
    ...over,
  };
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'type' in body && 'requestId' in body;
}
