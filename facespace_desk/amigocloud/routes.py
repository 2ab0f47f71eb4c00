"""Where projects, datasets and galleries are: the addresses that the service sent, or else paths.

What the service sent is checked like anything else: an address that leads elsewhere is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from facespace_desk.amigocloud.errors import wrong
from facespace_desk.amigocloud.records import Dataset, Project
from facespace_desk.amigocloud.uploads import Place
from facespace_desk.amigocloud.urls import Addresses, Target
from facespace_desk.language import tr

ProjectRef = Project | str | int  # a record, an address, or an id
DatasetRef = Dataset | str  # a record, or an address


class Routes:
    """Every method raises AmigoCloudError; a ForeignAddress when it leads to another server."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses

    def project(self, project: ProjectRef, operation: str) -> Target:
        if isinstance(project, Project):
            usual = self._addresses.below(*project.path.split("/"))
            return self.given(project.url, usual, operation)
        if isinstance(project, int):
            return self._addresses.below("projects", project)
        return self._addresses.resolve(project, operation)

    def datasets(self, project: ProjectRef, operation: str) -> Target:
        url = project.datasets_url if isinstance(project, Project) else None
        return self.given(url, below(self.project(project, operation), "datasets"), operation)

    def sql(self, project: ProjectRef, operation: str) -> Target:
        url = project.sql_url if isinstance(project, Project) else None
        return self.given(url, below(self.project(project, operation), "sql"), operation)

    def dataset(
        self, dataset: DatasetRef, operation: str, part: str = "", member: str = ""
    ) -> Target:
        """The dataset, or a *part* of it: at the address that *member* has, or below its own."""
        if isinstance(dataset, str):
            own = self._addresses.resolve(dataset, operation)
        else:
            if member and (url := getattr(dataset, member)):
                return self._addresses.resolve(url, operation)
            if not dataset.url:
                raise wrong(tr("The service does not say where the dataset is."), operation)
            own = self._addresses.resolve(dataset.url, operation)
        return below(own, part) if part else own

    def data_place(self, project: ProjectRef) -> Place:
        """Where data files go."""
        own = self.project(project, "upload")
        simple = project.upload_url if isinstance(project, Project) else None
        chunked = project.chunked_upload_url if isinstance(project, Project) else None
        return Place(
            self.given(simple, below(own, "datasets", "upload"), "upload"),
            self.given(chunked, below(own, "datasets", "chunked_upload"), "upload"),
        )

    def photo_place(
        self,
        gallery: int,
        source_amigo_id: str,
        filename: str,
        metadata: Mapping[str, str] | None = None,
    ) -> Place:
        """Where photos of a row go, called *filename* there."""
        if not source_amigo_id or not filename:
            raise wrong(tr("A photo needs a file name and the row that it belongs to."), "upload")
        return Place(
            self._addresses.below("related_tables", gallery, "upload"),
            self._addresses.below("related_tables", gallery, "chunked_upload"),
            {**(metadata or {}), "source_amigo_id": source_amigo_id, "filename": filename},
        )

    def given(self, url: str | None, usual: Target, operation: str) -> Target:
        """Where *url* leads, if there is one."""
        return self._addresses.resolve(url, operation) if url else usual


def below(target: Target, *segments: str) -> Target:
    """*segments*, which are plain words, below *target*."""
    return Target("/".join((target.path.rstrip("/"), *segments)), target.query)
