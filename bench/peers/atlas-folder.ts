/** Where the bench's page serves embedding-atlas. */
export const ATLAS_FOLDER = 'embedding-atlas';
