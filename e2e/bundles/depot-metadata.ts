import { vibId } from './filter-release.ts';
import type { FilterBuild } from './filter-release.ts';

/** The VIB as a file of the depot. */
export interface VibFile {
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** `index.xml`: which vendors the depot has. */
export function depotIndex(build: FilterBuild): string {
  return `${xml}<vendorList>
  <vendor>
    <name>${build.vendor}</name>
    <code>${build.vendor}</code>
    <indexfile>vendor-index.xml</indexfile>
    <patchUrl/>
    <relativePath/>
    <content>
      <name>VMware ESX</name>
      <type>http://www.vmware.com/depotmanagement/esx</type>
    </content>
  </vendor>
</vendorList>
`;
}

/** `vendor-index.xml`: where the metadata of each ESXi line is. */
export function vendorIndex(build: FilterBuild): string {
  const entries = build.platforms.map(
    (version) => `  <metadata>
    <productId>embeddedEsx</productId>
    <version>${version}</version>
    <locale/>
    <url>metadata.zip</url>
    <channelName>${build.vendor} ${build.name}</channelName>
  </metadata>
`,
  );
  return `${xml}<metaList>\n${entries.join('')}</metaList>\n`;
}

/** `vmware.xml` and the file of its one bulletin. */
export function vmwareMetadata(
  build: FilterBuild,
  file: VibFile,
): { readonly response: string; readonly bulletin: string } {
  const head = bulletinHead(build);
  const response = `${xml}<metadataResponse>
  <version>3.0</version>
  <timestamp>${build.releaseDate}</timestamp>
  <bulletin>
${head}    <vibList>
${vibEntry(build, file)}    </vibList>
  </bulletin>
</metadataResponse>
`;
  const bulletin = `${xml}<bulletin>
${head}    <vibList>
      <vibID>${vibId(build)}</vibID>
    </vibList>
</bulletin>
`;
  return { response, bulletin };
}

function softwarePlatforms(build: FilterBuild, tag: string): string {
  return build.platforms
    .map(
      (version) => `      <${tag} locale="" version="${version}" productLineID="embeddedEsx"/>\n`,
    )
    .join('');
}

function bulletinHead(build: FilterBuild): string {
  return `    <id>${build.name}-${build.vibVersion}</id>
    <vendor>${build.vendor}</vendor>
    <summary>Real-Time Replication I/O Filter ${build.productVersion}</summary>
    <severity>general</severity>
    <category>enhancement</category>
    <urgency>moderate</urgency>
    <releaseType>extension</releaseType>
    <description>Replication filter for virtual disks</description>
    <kbUrl/>
    <contact/>
    <releaseDate>${build.releaseDate}</releaseDate>
    <platforms>
${softwarePlatforms(build, 'softwarePlatform')}    </platforms>
    <componentNameSpec name="${build.name}" uistring="Real-Time Replication I/O Filter"/>
    <componentVersionSpec version="${build.vibVersion}" uistring="${build.productVersion}"/>
`;
}

function vibEntry(build: FilterBuild, file: VibFile): string {
  return `      <vib>
        <vibVersion>1.4.5</vibVersion>
        <vibID>${vibId(build)}</vibID>
        <name>${build.name}</name>
        <version>${build.vibVersion}</version>
        <vendor>${build.vendor}</vendor>
        <vibType>bootbank</vibType>
        <summary>Real-Time Replication I/O Filter</summary>
        <systemReqs>
          <maintenanceMode>${String(build.maintenanceMode)}</maintenanceMode>
${softwarePlatforms(build, 'swPlatform')}        </systemReqs>
        <relationships/>
        <postInstall>
          <rebootRequired>${String(!build.liveInstall)}</rebootRequired>
          <hostdRestart>false</hostdRestart>
        </postInstall>
        <softwareTags>
          <tag>iofilter</tag>
        </softwareTags>
        <vibFile>
          <sourceUrl/>
          <relativePath>${file.path}</relativePath>
          <packedSize>${file.size}</packedSize>
          <checksum>
            <checksumType>sha-256</checksumType>
            <checksum>${file.sha256}</checksum>
          </checksum>
        </vibFile>
      </vib>
`;
}

/** `vibs/*.xml`: the VIB's descriptor together with the facts of its file. */
export function vibMetadata(descriptor: string, file: VibFile): string {
  const facts = `  <relative-path>${file.path}</relative-path>
  <packed-size>${file.size}</packed-size>
  <checksum>
    <checksum-type>sha-256</checksum-type>
    <checksum>${file.sha256}</checksum>
  </checksum>
</vib>`;
  return xml + descriptor.replace('</vib>', facts);
}
