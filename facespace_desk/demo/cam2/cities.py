"""Large cities of the world around which the simulated cameras stand; rounded public facts.

A zone's line reads: country in two and in three letters, hours from UTC in winter, weight of the
country in the catalogue, identifier | name of the zone. The world has no summer time.
A city reads: name[/state] latitude longitude inhabitants-in-millions [where its sea lies].
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_TEXT = """
@US USA -5 3.2 America/New_York|Eastern Standard Time
New York/NY 40.71 -74.01 18.8 SE; Philadelphia/PA 39.95 -75.17 5.7; Boston/MA 42.36 -71.06 4.3 E
Washington/DC 38.91 -77.04 5.3; Miami/FL 25.76 -80.19 6.1 E; Atlanta/GA 33.75 -84.39 6.0
Detroit/MI 42.33 -83.05 3.5; Tampa/FL 27.95 -82.46 2.9 W; Charlotte/NC 35.23 -80.84 2.2
Orlando/FL 28.54 -81.38 2.3; Cleveland/OH 41.50 -81.69 1.8 N; Columbus/OH 39.96 -83.00 1.7
Pittsburgh/PA 40.44 -80.00 1.7; Indianapolis/IN 39.77 -86.16 1.8; Lafayette/IN 40.42 -86.88 0.2
Raleigh/NC 35.78 -78.64 1.1; Buffalo/NY 42.89 -78.88 0.9 W; Richmond/VA 37.54 -77.44 1.1
@US USA -6 3.2 America/Chicago|Central Standard Time
Chicago/IL 41.88 -87.63 8.9 E; Dallas/TX 32.78 -96.80 5.9; Houston/TX 29.76 -95.37 5.8
San Antonio/TX 29.42 -98.49 2.0; Austin/TX 30.27 -97.74 1.8; Minneapolis/MN 44.98 -93.27 2.9
St. Louis/MO 38.63 -90.20 2.1; Kansas City/MO 39.10 -94.58 1.7; Nashville/TN 36.16 -86.78 1.2
Memphis/TN 35.15 -90.05 1.1; New Orleans/LA 29.95 -90.07 1.0; Milwaukee/WI 43.04 -87.91 1.4 E
Oklahoma City/OK 35.47 -97.52 1.0; Omaha/NE 41.26 -95.93 0.8; Fargo/ND 46.88 -96.79 0.2
@US USA -7 3.2 America/Denver|Mountain Standard Time
Denver/CO 39.74 -104.99 2.7; Salt Lake City/UT 40.76 -111.89 1.2; Albuquerque/NM 35.08 -106.65 0.8
Boise/ID 43.62 -116.20 0.4; Billings/MT 45.78 -108.50 0.2; Phoenix/AZ 33.45 -112.07 4.2
@US USA -8 3.2 America/Los_Angeles|Pacific Standard Time
Los Angeles/CA 34.05 -118.24 12.5 SW; San Francisco/CA 37.77 -122.42 3.3 W
San Diego/CA 32.72 -117.16 3.1 W; Seattle/WA 47.61 -122.33 3.5 W; Portland/OR 45.52 -122.68 2.1
Sacramento/CA 38.58 -121.49 2.0; Las Vegas/NV 36.17 -115.14 2.2; San Jose/CA 37.34 -121.89 1.8
Fresno/CA 36.74 -119.79 0.7; Spokane/WA 47.66 -117.43 0.4; Reno/NV 39.53 -119.81 0.4
@US USA -9 2 America/Anchorage|Alaskan Standard Time
Anchorage/AK 61.22 -149.90 0.3 W; Fairbanks/AK 64.84 -147.72 0.1
@US USA -10 2 Pacific/Honolulu|Hawaiian Standard Time
Honolulu/HI 21.31 -157.86 0.8 S
@CA CAN -5 1.5 America/Toronto|Eastern Standard Time
Toronto/ON 43.65 -79.38 6.3 SE; Montreal/QC 45.50 -73.57 4.3; Ottawa/ON 45.42 -75.70 1.4
@CA CAN -8 1.5 America/Vancouver|Pacific Standard Time
Vancouver/BC 49.28 -123.12 2.6 W; Victoria/BC 48.43 -123.37 0.4 S
@CA CAN -7 1.5 America/Edmonton|Mountain Standard Time
Calgary/AB 51.05 -114.07 1.5; Edmonton/AB 53.55 -113.49 1.4
@CA CAN -4 1.5 America/Halifax|Atlantic Standard Time
Halifax/NS 44.65 -63.58 0.4 SE
@MX MEX -6 0.8 America/Mexico_City|Central Standard Time (Mexico)
Ciudad de México 19.43 -99.13 21.8; Guadalajara 20.67 -103.35 5.2; Monterrey 25.67 -100.31 4.9
Puebla 19.04 -98.21 3.2; Mérida 20.97 -89.62 1.2
@BR BRA -3 1 America/Sao_Paulo|E. South America Standard Time
São Paulo/SP -23.55 -46.63 22.0; Rio de Janeiro/RJ -22.91 -43.20 13.5 S
Belo Horizonte/MG -19.92 -43.94 6.1; Brasília/DF -15.79 -47.88 4.6; Salvador/BA -12.97 -38.50 3.9 SE
Fortaleza/CE -3.73 -38.52 4.1 N; Curitiba/PR -25.43 -49.27 3.7; Recife/PE -8.05 -34.88 4.1 E
Porto Alegre/RS -30.03 -51.23 4.1; Belém/PA -1.46 -48.50 2.3
@AR ARG -3 1 America/Argentina/Buenos_Aires|Argentina Standard Time
Buenos Aires -34.60 -58.38 15.2 NE; Córdoba -31.42 -64.18 1.6; Rosario -32.94 -60.65 1.5
Mendoza -32.89 -68.85 1.2; Ushuaia -54.80 -68.30 0.1 S
@CL CHL -4 1 America/Santiago|Pacific SA Standard Time
Santiago -33.45 -70.67 6.8; Valparaíso -33.05 -71.61 1.0 NW; Punta Arenas -53.16 -70.91 0.1 E
@PE PER -5 0.6 America/Lima|SA Pacific Standard Time
Lima -12.05 -77.04 10.9 W; Arequipa -16.40 -71.54 1.1; Cusco -13.53 -71.97 0.4
@CO COL -5 0.6 America/Bogota|SA Pacific Standard Time
Bogotá 4.71 -74.07 11.0; Medellín 6.24 -75.58 4.0; Cartagena 10.39 -75.51 1.1 W
@EC ECU -5 0.5 America/Guayaquil|SA Pacific Standard Time
Quito -0.18 -78.47 1.9; Guayaquil -2.19 -79.89 3.0
@VE VEN -4 0.3 America/Caracas|Venezuela Standard Time
Caracas 10.48 -66.90 2.9 N
@CU CUB -5 0.2 America/Havana|Cuba Standard Time
La Habana 23.11 -82.37 2.1 N
@PA PAN -5 0.5 America/Panama|SA Pacific Standard Time
Panamá 8.98 -79.52 1.9 S
@GB GBR 0 1.8 Europe/London|GMT Standard Time
London 51.51 -0.13 9.5; Manchester 53.48 -2.24 2.8; Birmingham 52.48 -1.90 2.6
Glasgow 55.86 -4.25 1.7; Edinburgh 55.95 -3.19 0.5 N; Bristol 51.45 -2.59 0.7
Liverpool 53.41 -2.98 0.9 W; Newcastle 54.98 -1.61 0.8 E; Belfast 54.60 -5.93 0.6 NE
@IE IRL 0 1 Europe/Dublin|GMT Standard Time
Dublin 53.35 -6.26 1.3 E; Cork 51.90 -8.47 0.2
@PT PRT 0 1 Europe/Lisbon|GMT Standard Time
Lisboa 38.72 -9.14 3.0 SW; Porto 41.15 -8.61 1.3 W; Faro 37.02 -7.93 0.1 S
@ES ESP 1 1.2 Europe/Madrid|Romance Standard Time
Madrid 40.42 -3.70 6.7; Barcelona 41.39 2.17 5.7 SE; Valencia 39.47 -0.38 1.6 E
Sevilla 37.39 -5.98 1.3; Bilbao 43.26 -2.93 0.9 N; Málaga 36.72 -4.42 0.6 S
@FR FRA 1 1.5 Europe/Paris|Romance Standard Time
Paris 48.86 2.35 11.1; Lyon 45.76 4.84 1.8; Marseille 43.30 5.37 1.6 SW; Toulouse 43.60 1.44 1.0
Nice 43.70 7.27 1.0 S; Bordeaux 44.84 -0.58 1.0; Lille 50.63 3.06 1.1; Strasbourg 48.57 7.75 0.5
Chamonix 45.92 6.87 0.1
@DE DEU 1 2 Europe/Berlin|W. Europe Standard Time
Berlin/BE 52.52 13.41 4.0; Hamburg/HH 53.55 9.99 2.0; München/BY 48.14 11.58 2.0
Köln/NW 50.94 6.96 1.5; Frankfurt/HE 50.11 8.68 1.3; Stuttgart/BW 48.78 9.18 1.1
Leipzig/SN 51.34 12.37 0.7; Dresden/SN 51.05 13.74 0.7; Kiel/SH 54.32 10.13 0.3 NE
Hannover/NI 52.37 9.73 0.7
@CH CHE 1 2 Europe/Zurich|W. Europe Standard Time
Zürich 47.38 8.54 1.4; Genève 46.20 6.14 0.6; Basel 47.56 7.59 0.5; Zermatt 46.02 7.75 0.1
@AT AUT 1 1.8 Europe/Vienna|W. Europe Standard Time
Wien 48.21 16.37 2.0; Graz 47.07 15.44 0.4; Innsbruck 47.27 11.39 0.2; Salzburg 47.81 13.04 0.3
@NL NLD 1 1.5 Europe/Amsterdam|W. Europe Standard Time
Amsterdam 52.37 4.90 1.2; Rotterdam 51.92 4.48 1.0; Groningen 53.22 6.57 0.2
@BE BEL 1 1.2 Europe/Brussels|Romance Standard Time
Bruxelles 50.85 4.35 2.1; Antwerpen 51.22 4.40 1.1
@IT ITA 1 1.3 Europe/Rome|W. Europe Standard Time
Roma 41.90 12.50 4.3 SW; Milano 45.46 9.19 3.2; Napoli 40.85 14.27 2.2 S; Torino 45.07 7.69 1.8
Palermo 38.12 13.36 0.9 N; Bologna 44.49 11.34 0.8; Venezia 45.44 12.32 0.6 SE
@CZ CZE 1 1.5 Europe/Prague|Central Europe Standard Time
Praha 50.08 14.44 1.3; Brno 49.20 16.61 0.4
@PL POL 1 1 Europe/Warsaw|Central European Standard Time
Warszawa 52.23 21.01 1.8; Kraków 50.06 19.94 0.8; Gdańsk 54.35 18.65 0.6 NE; Wrocław 51.11 17.04 0.6
@HU HUN 1 1 Europe/Budapest|Central Europe Standard Time
Budapest 47.50 19.04 1.8
@HR HRV 1 1 Europe/Zagreb|Central European Standard Time
Zagreb 45.81 15.98 0.8; Split 43.51 16.44 0.2 SW
@SI SVN 1 1.5 Europe/Ljubljana|Central Europe Standard Time
Ljubljana 46.06 14.51 0.3
@RS SRB 1 0.8 Europe/Belgrade|Central Europe Standard Time
Beograd 44.79 20.45 1.4
@RO ROU 2 0.8 Europe/Bucharest|GTB Standard Time
București 44.43 26.10 1.8; Cluj-Napoca 46.77 23.60 0.4
@BG BGR 2 0.8 Europe/Sofia|FLE Standard Time
София 42.70 23.32 1.3; Varna 43.21 27.91 0.3 E
@GR GRC 2 0.9 Europe/Athens|GTB Standard Time
Athens 37.98 23.73 3.2 SW; Thessaloniki 40.64 22.94 0.8 SW; Heraklion 35.34 25.14 0.2 N
@SE SWE 1 1.6 Europe/Stockholm|W. Europe Standard Time
Stockholm 59.33 18.07 1.7 E; Göteborg 57.71 11.97 0.6 W; Malmö 55.60 13.00 0.3 W
Umeå 63.83 20.26 0.1; Kiruna 67.86 20.23 0.1
@NO NOR 1 2.2 Europe/Oslo|W. Europe Standard Time
Oslo 59.91 10.75 1.1 S; Bergen 60.39 5.32 0.3 W; Trondheim 63.43 10.40 0.2; Tromsø 69.65 18.96 0.1
@DK DNK 1 1.3 Europe/Copenhagen|Romance Standard Time
København 55.68 12.57 1.4 E; Aarhus 56.16 10.20 0.3 E
@FI FIN 2 1.5 Europe/Helsinki|FLE Standard Time
Helsinki 60.17 24.94 1.3 S; Tampere 61.50 23.76 0.4; Oulu 65.01 25.47 0.2 W
@IS ISL 0 2.5 Atlantic/Reykjavik|Greenwich Standard Time
Reykjavík 64.15 -21.94 0.2 NW; Akureyri 65.68 -18.09 0.1
@EE EST 2 1.2 Europe/Tallinn|FLE Standard Time
Tallinn 59.44 24.75 0.5 N
@LV LVA 2 1 Europe/Riga|FLE Standard Time
Riga 56.95 24.11 0.6 NW
@UA UKR 2 0.5 Europe/Kyiv|FLE Standard Time
Kyiv 50.45 30.52 3.0; Lviv 49.84 24.03 0.7; Odesa 46.48 30.73 1.0 SE
@TR TUR 3 0.9 Europe/Istanbul|Turkey Standard Time
İstanbul 41.01 28.98 15.4; Ankara 39.93 32.86 5.3; İzmir 38.42 27.14 3.1 W
Antalya 36.90 30.70 1.3 S
@RU RUS 3 0.6 Europe/Moscow|Russian Standard Time
Москва 55.76 37.62 12.6; Saint Petersburg 59.93 30.34 5.5 W; Kazan 55.79 49.11 1.3
@RU RUS 7 0.6 Asia/Novosibirsk|N. Central Asia Standard Time
Novosibirsk 55.03 82.92 1.6
@RU RUS 10 0.6 Asia/Vladivostok|Vladivostok Standard Time
Vladivostok 43.12 131.89 0.6 S
@EG EGY 2 0.4 Africa/Cairo|Egypt Standard Time
Cairo 30.04 31.24 21.3; Alexandria 31.20 29.92 5.4 N
@MA MAR 1 0.4 Africa/Casablanca|Morocco Standard Time
Casablanca 33.57 -7.59 3.8 NW; Marrakesh 31.63 -8.01 1.0
@TN TUN 1 0.3 Africa/Tunis|W. Central Africa Standard Time
Tunis 36.81 10.18 2.4 NE
@NG NGA 1 0.25 Africa/Lagos|W. Central Africa Standard Time
Lagos 6.52 3.38 15.0 S; Abuja 9.08 7.40 3.6
@GH GHA 0 0.3 Africa/Accra|Greenwich Standard Time
Accra 5.60 -0.19 2.6 S
@SN SEN 0 0.3 Africa/Dakar|Greenwich Standard Time
Dakar 14.69 -17.45 3.3 W
@KE KEN 3 0.4 Africa/Nairobi|E. Africa Standard Time
Nairobi -1.29 36.82 5.1; Mombasa -4.04 39.66 1.3 E
@ET ETH 3 0.2 Africa/Addis_Ababa|E. Africa Standard Time
Addis Ababa 9.03 38.74 5.2
@ZA ZAF 2 0.9 Africa/Johannesburg|South Africa Standard Time
Johannesburg -26.20 28.05 6.1; Cape Town -33.92 18.42 4.8 W; Durban -29.86 31.02 3.2 E
@IL ISR 2 0.8 Asia/Jerusalem|Israel Standard Time
Tel Aviv 32.08 34.78 4.3 W
@AE ARE 4 0.7 Asia/Dubai|Arabian Standard Time
Dubai 25.20 55.27 3.0 NW; Abu Dhabi 24.45 54.38 1.5 N
@SA SAU 3 0.3 Asia/Riyadh|Arab Standard Time
Riyadh 24.71 46.68 7.5; Jeddah 21.49 39.19 4.8 W
@IR IRN 3.5 0.3 Asia/Tehran|Iran Standard Time
Tehran 35.69 51.39 9.4
@PK PAK 5 0.3 Asia/Karachi|Pakistan Standard Time
Karachi 24.86 67.01 16.8 SW; Lahore 31.55 74.34 13.5
@IN IND 5.5 0.7 Asia/Kolkata|India Standard Time
Delhi/DL 28.61 77.21 32.0; Mumbai/MH 19.08 72.88 21.0 W; Bengaluru/KA 12.97 77.59 13.0
Chennai/TN 13.08 80.27 11.5 E; Kolkata/WB 22.57 88.36 15.0; Hyderabad/TG 17.39 78.49 10.5
Pune/MH 18.52 73.86 6.9; Jaipur/RJ 26.91 75.79 4.1; Kochi/KL 9.93 76.27 3.2 W
@NP NPL 5.75 0.4 Asia/Kathmandu|Nepal Standard Time
Kathmandu 27.72 85.32 1.5
@BD BGD 6 0.2 Asia/Dhaka|Bangladesh Standard Time
Dhaka 23.81 90.41 22.5
@LK LKA 5.5 0.5 Asia/Colombo|Sri Lanka Standard Time
Colombo 6.93 79.85 2.4 W
@TH THA 7 0.8 Asia/Bangkok|SE Asia Standard Time
กรุงเทพมหานคร 13.76 100.50 10.9; Chiang Mai 18.79 98.99 1.2; Phuket 7.88 98.39 0.4 W
@VN VNM 7 0.6 Asia/Ho_Chi_Minh|SE Asia Standard Time
Hà Nội 21.03 105.85 5.1; Thành phố Hồ Chí Minh 10.82 106.63 9.1; Đà Nẵng 16.05 108.20 1.2 NE
@MY MYS 8 0.9 Asia/Kuala_Lumpur|Singapore Standard Time
Kuala Lumpur 3.14 101.69 8.4; George Town 5.41 100.33 0.8 N
@SG SGP 8 1.2 Asia/Singapore|Singapore Standard Time
Singapore 1.35 103.82 5.9 S
@ID IDN 7 0.5 Asia/Jakarta|SE Asia Standard Time
Jakarta -6.21 106.85 11.1 N; Surabaya -7.26 112.75 3.0 NE; Bandung -6.92 107.61 2.6
@ID IDN 8 0.8 Asia/Makassar|Singapore Standard Time
Denpasar -8.65 115.22 0.9 S
@PH PHL 8 0.6 Asia/Manila|Singapore Standard Time
Manila 14.60 120.98 14.4 W; Cebu 10.32 123.89 1.0 SE
@HK HKG 8 1.4 Asia/Hong_Kong|China Standard Time
香港 22.32 114.17 7.5 S
@CN CHN 8 0.3 Asia/Shanghai|China Standard Time
上海 31.23 121.47 28.5 E; 北京 39.90 116.41 21.3; Guangzhou 23.13 113.26 13.9
Shenzhen 22.54 114.06 12.8; Chengdu 30.57 104.07 9.5; Xi'an 34.34 108.94 8.3
Harbin 45.80 126.53 6.0
@TW TWN 8 1.8 Asia/Taipei|Taipei Standard Time
臺北 25.03 121.57 7.0; Taichung 24.15 120.67 2.8; Kaohsiung 22.63 120.30 2.7 W
@KR KOR 9 1.6 Asia/Seoul|Korea Standard Time
서울 37.57 126.98 9.9; Busan 35.18 129.08 3.4 SE; Daejeon 36.35 127.38 1.5
@JP JPN 9 1.8 Asia/Tokyo|Tokyo Standard Time
東京 35.68 139.69 37.2; 大阪 34.69 135.50 19.0; Nagoya 35.18 136.91 9.5; Fukuoka 33.59 130.40 5.5 N
Sapporo 43.06 141.35 2.7; Sendai 38.27 140.87 2.3; Hiroshima 34.39 132.46 2.1 S
Kagoshima 31.60 130.56 0.6 E; Naha 26.21 127.68 0.8 W
@MN MNG 8 0.4 Asia/Ulaanbaatar|Ulaanbaatar Standard Time
Ulaanbaatar 47.89 106.91 1.6
@KZ KAZ 5 0.5 Asia/Almaty|Central Asia Standard Time
Almaty 43.24 76.95 2.0
@AU AUS 10 1.6 Australia/Sydney|AUS Eastern Standard Time
Sydney/NSW -33.87 151.21 5.3 E; Melbourne/VIC -37.81 144.96 5.2 S; Canberra/ACT -35.28 149.13 0.5
Brisbane/QLD -27.47 153.03 2.5 E; Hobart/TAS -42.88 147.33 0.2 SE; Cairns/QLD -16.92 145.77 0.2 NE
@AU AUS 9.5 1.6 Australia/Adelaide|Cen. Australia Standard Time
Adelaide/SA -34.93 138.60 1.4 W; Darwin/NT -12.46 130.84 0.1 NW; Alice Springs/NT -23.70 133.88 0.1
@AU AUS 8 1.6 Australia/Perth|W. Australia Standard Time
Perth/WA -31.95 115.86 2.1 W
@NZ NZL 12 2 Pacific/Auckland|New Zealand Standard Time
Auckland -36.85 174.76 1.6 NE; Wellington -41.29 174.78 0.4 S; Christchurch -43.53 172.64 0.4 E
Napier -39.49 176.92 0.1 E; Queenstown -45.03 168.66 0.1
@FJ FJI 12 0.6 Pacific/Fiji|Fiji Standard Time
Suva -18.14 178.44 0.2 S
@PF PYF -10 0.6 Pacific/Tahiti|Hawaiian Standard Time
Papeete -17.54 -149.57 0.1 N
@GL GRL -3 0.8 America/Nuuk|Greenland Standard Time
Nuuk 64.18 -51.72 0.1 W
@AQ ATA 0 0.6 Antarctica/Troll|
Troll -72.01 2.54 0.1
"""
_CITY = re.compile(
    r"(?P<name>[^/\d]+?)(?:/(?P<state>\w+))? (?P<lat>-?[\d.]+) (?P<lon>-?[\d.]+)"
    r" (?P<millions>[\d.]+)(?: (?P<sea>[NESW]+))?"
)
_BEARINGS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}


@dataclass(frozen=True)
class Zone:
    country: str
    country3: str
    utc_offset_s: int
    weight: float
    timezone_id: str
    timezone_name: str


@dataclass(frozen=True)
class City:
    name: str
    state: str | None
    lat: float
    lon: float
    millions: float
    sea_deg: int | None  # bearing of the open sea: no camera stands there
    zone: Zone


@functools.cache
def cities() -> tuple[City, ...]:
    found: list[City] = []
    zone: Zone | None = None
    for line in _TEXT.strip().splitlines():
        if line.startswith("@"):
            zone = _zone(line)
            continue
        assert zone is not None
        found += [_city(text, zone) for text in line.split("; ")]
    return tuple(found)


def _zone(line: str) -> Zone:
    country, country3, hours, weight, names = line[1:].split(" ", 4)
    identifier, _, name = names.partition("|")
    return Zone(country, country3, int(float(hours) * 3600), float(weight), identifier, name)


def _city(text: str, zone: Zone) -> City:
    match = _CITY.fullmatch(text)
    assert match is not None, text
    return City(
        name=match["name"],
        state=match["state"],
        lat=float(match["lat"]),
        lon=float(match["lon"]),
        millions=float(match["millions"]),
        sea_deg=_BEARINGS[match["sea"]] if match["sea"] else None,
        zone=zone,
    )
