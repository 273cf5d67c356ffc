import type { HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { HttpContextToken, HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { SESSION_HEADER } from '@contract/routes';
import { catchError, from, switchMap, throwError } from 'rxjs';
import type { Connection } from './plugin-server-connection';
import { PluginServerConnection } from './plugin-server-connection';

/** GUID of the vCenter that a request is about; requests without one are left alone. */
export const VCENTER = new HttpContextToken<string | null>(() => null);

/**
 * Sends API requests to our server with the user's session. A 401 means that the client's session token has run out: the client is
 * asked for a new one and the request is sent once more. A second 401 is the caller's to show.
 */
export const pluginServerInterceptor: HttpInterceptorFn = (request, next) => {
  const vcGuid = request.context.get(VCENTER);
  if (vcGuid === null) return next(request);
  const connection = inject(PluginServerConnection);
  const send = (to: Connection) => next(addressed(request, to));
  return from(connection.connect(vcGuid)).pipe(
    switchMap(send),
    catchError((error: unknown) =>
      error instanceof HttpErrorResponse && error.status === 401
        ? from(connection.reconnect(vcGuid)).pipe(switchMap(send))
        : throwError(() => error),
    ),
  );
};

function addressed(request: HttpRequest<unknown>, to: Connection): HttpRequest<unknown> {
  return request.clone({
    url: to.apiUrl + request.url,
    setHeaders: {
      [SESSION_HEADER]: to.sessionToken,
      'Cache-Control': 'no-store',
    },
  });
}
