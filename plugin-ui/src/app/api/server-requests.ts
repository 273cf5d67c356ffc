import { HttpClient, HttpContext, HttpEventType } from '@angular/common/http';
import type { HttpEvent } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { filter, firstValueFrom, map, tap } from 'rxjs';
import { toApiProblem } from './api-problem';
import { VCENTER } from './plugin-server-interceptor';
import { routeUrl } from './route-url';

/** What stands in a route; every one is about a vCenter. */
export type RouteParameters = Readonly<Record<string, string>> & { readonly vcGuid: string };
export type Query = Readonly<Record<string, string>>;

/** A file to send, and whom to tell how far it is: a share of 1. */
export interface Upload {
  readonly file: Blob;
  readonly progress: (share: number) => void;
  readonly query: Query;
}

/** Requests to our server. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class ServerRequests {
  readonly #http = inject(HttpClient);

  get<T>(route: string, parameters: RouteParameters, query: Query = {}): Promise<T> {
    return settle(this.#http.get<T>(...this.#addressed(route, parameters, query)));
  }

  post<T>(route: string, parameters: RouteParameters, body: unknown): Promise<T> {
    const [url, options] = this.#addressed(route, parameters);
    return settle(this.#http.post<T>(url, body, options));
  }

  put<T>(route: string, parameters: RouteParameters, body: unknown): Promise<T> {
    const [url, options] = this.#addressed(route, parameters);
    return settle(this.#http.put<T>(url, body, options));
  }

  async delete(route: string, parameters: RouteParameters): Promise<void> {
    await settle(this.#http.delete<unknown>(...this.#addressed(route, parameters)));
  }

  /** A file to keep, whole in memory. */
  file(route: string, parameters: RouteParameters, query: Query): Promise<Blob> {
    const [url, options] = this.#addressed(route, parameters, query);
    return settle(this.#http.get(url, { ...options, responseType: 'blob' }));
  }

  /** Sends a ZIP file as it is. */
  upload<T>(route: string, parameters: RouteParameters, upload: Upload): Promise<T> {
    const [url, options] = this.#addressed(route, parameters, upload.query);
    const events = this.#http.post<T>(url, upload.file, {
      ...options,
      headers: { 'content-type': 'application/zip' },
      observe: 'events',
      reportUploadProgress: true,
    });
    return settle(
      events.pipe(
        tap((event: HttpEvent<T>) => {
          if (event.type !== HttpEventType.UploadProgress) return;
          upload.progress(upload.file.size === 0 ? 1 : event.loaded / upload.file.size);
        }),
        filter((event) => event.type === HttpEventType.Response),
        map((event) => event.body as T),
      ),
    );
  }

  #addressed(route: string, parameters: RouteParameters, query: Query = {}) {
    const context = new HttpContext().set(VCENTER, parameters.vcGuid);
    return [routeUrl(route, { ...parameters }), { context, params: { ...query } }] as const;
  }
}

async function settle<T>(reply: Observable<T>): Promise<T> {
  try {
    return await firstValueFrom(reply);
  } catch (error) {
    // HttpErrorResponse of a failed request, or the connection's own ApiProblem.
    throw toApiProblem(error);
  }
}
