/** The demo site's drawings. Colours come from demo.css, so they follow light and dark. */

export function MillPicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="The mill with its wheel on the river"
    >
      <rect className="sky" width="480" height="320" />
      <circle className="sun" cx="388" cy="72" r="30" />
      <path className="hill far" d="M0 190 C90 130 170 150 250 176 S410 120 480 160 V320 H0Z" />
      <path className="hill" d="M0 214 C120 176 210 210 300 204 S430 186 480 200 V320 H0Z" />
      <path className="wall" d="M120 236 V128 L200 82 L280 128 V236Z" />
      <path className="roof" d="M106 134 L200 76 L294 134 L284 142 L200 92 L116 142Z" />
      <path className="wall shade" d="M280 236 V158 H372 V236Z" />
      <path className="roof" d="M272 162 L300 136 H360 L382 162Z" />
      <path
        className="window"
        d="M146 150h22v28h-22zM190 150h22v28h-22zM234 150h22v28h-22zM146 196h22v40h-22zM300 176h20v24h-20zM334 176h20v24h-20z"
      />
      <path className="door" d="M190 196 a11 11 0 0 1 22 0 v40 h-22z" />
      <g className="wheel">
        <circle cx="104" cy="222" r="44" />
        <circle cx="104" cy="222" r="34" />
        <path d="M104 178v88M60 222h88M73 191l62 62M135 191l-62 62" />
      </g>
      <path className="water" d="M0 246 C60 236 110 254 170 246 S300 238 360 248 440 240 480 246 V320 H0Z" />
      <path className="ripple" d="M30 268h60M130 280h84M260 266h72M360 284h70M70 300h90M300 302h80" />
      <g className="tree">
        <path d="M418 236 V206" />
        <circle cx="418" cy="184" r="28" />
        <path d="M456 240 V216" />
        <circle cx="456" cy="200" r="20" />
      </g>
    </svg>
  );
}

export function HallPicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="Long tables under oak beams in Weir Hall"
    >
      <rect className="inside" width="480" height="320" />
      <path className="beam" d="M0 96 L240 8 L480 96 L480 116 L240 30 L0 116Z" />
      <path className="beam" d="M60 320V94h14v226zM406 320V94h14v226zM150 320V62h12v258zM318 320V62h12v258z" />
      <path className="beam" d="M0 128h480v12H0z" />
      <path className="window" d="M186 158h44v100h-44zM250 158h44v100h-44zM90 164h40v94h-40zM350 164h40v94h-40z" />
      <path className="lights" d="M0 146 Q60 186 120 150 T240 150 T360 150 T480 146" />
      <g className="bulbs">
        <circle cx="60" cy="168" r="4" />
        <circle cx="120" cy="151" r="4" />
        <circle cx="180" cy="134" r="4" />
        <circle cx="240" cy="151" r="4" />
        <circle cx="300" cy="168" r="4" />
        <circle cx="360" cy="151" r="4" />
        <circle cx="420" cy="136" r="4" />
      </g>
      <path className="floor" d="M0 258h480v62H0z" />
      <path className="cloth" d="M54 262h156l14 34H40zM270 262h156l14 34H256z" />
      <g className="flowers">
        <circle cx="104" cy="256" r="8" />
        <circle cx="120" cy="250" r="9" />
        <circle cx="136" cy="256" r="8" />
        <circle cx="332" cy="256" r="8" />
        <circle cx="348" cy="250" r="9" />
        <circle cx="364" cy="256" r="8" />
      </g>
    </svg>
  );
}

export function GlasshousePicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="The Glasshouse among vines"
    >
      <rect className="sky" width="480" height="320" />
      <path className="hill far" d="M0 200 C110 160 220 186 320 172 S440 160 480 176 V320 H0Z" />
      <path className="glass" d="M70 270 V146 Q240 22 410 146 V270Z" />
      <path
        className="iron"
        d="M70 270V146Q240 22 410 146V270M70 146H410M127 270V118M184 270V95M240 270V84M296 270V95M353 270V118M70 208H410"
      />
      <path className="door" d="M216 270v-62h48v62z" />
      <path className="floor" d="M0 268h480v52H0z" />
      <g className="tree">
        <circle cx="100" cy="238" r="20" />
        <circle cx="132" cy="248" r="16" />
        <circle cx="340" cy="246" r="18" />
        <circle cx="376" cy="236" r="22" />
        <circle cx="40" cy="252" r="22" />
        <circle cx="446" cy="250" r="24" />
      </g>
      <g className="flowers">
        <circle cx="104" cy="232" r="4" />
        <circle cx="92" cy="244" r="4" />
        <circle cx="372" cy="230" r="4" />
        <circle cx="384" cy="244" r="4" />
        <circle cx="440" cy="246" r="4" />
      </g>
    </svg>
  );
}

export function LoftPicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="The long table in the Loft below the roof"
    >
      <rect className="inside" width="480" height="320" />
      <path className="roof" d="M0 0H480V40L240 0 0 40Z" />
      <path className="beam" d="M0 150 L240 20 L480 150 V168 L240 40 L0 168Z" />
      <path className="window" d="M204 92h72v70h-72zM92 150l44-24v44H92zM388 150l-44-24v44h44z" />
      <path className="iron" d="M240 92v70M204 127h72" />
      <path className="floor" d="M0 250h480v70H0z" />
      <path className="table" d="M70 226h340l26 26H44z" />
      <path className="beam" d="M78 252h14v52H78zM388 252h14v52h-14z" />
      <g className="flowers">
        <circle cx="232" cy="216" r="9" />
        <circle cx="250" cy="212" r="10" />
        <circle cx="266" cy="218" r="8" />
      </g>
      <g className="bulbs">
        <circle cx="150" cy="186" r="9" />
        <circle cx="240" cy="182" r="9" />
        <circle cx="330" cy="186" r="9" />
      </g>
      <path className="iron" d="M150 100v78M240 60v114M330 100v78" />
    </svg>
  );
}

export function OrchardPicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="Apple trees and a marquee in the Orchard"
    >
      <rect className="sky" width="480" height="320" />
      <circle className="sun" cx="90" cy="74" r="28" />
      <path className="hill far" d="M0 196 C120 150 240 190 330 170 S440 160 480 172 V320 H0Z" />
      <path className="hill" d="M0 226 C140 206 260 230 480 214 V320 H0Z" />
      <path className="cloth" d="M176 240v-46l62-46 62 46v46z" />
      <path className="roof" d="M162 198l76-58 76 58-76-28z" />
      <path className="iron" d="M238 140v-16" />
      <g className="tree">
        <path d="M76 256v-38M400 262v-44M342 250v-30M448 250v-28M132 246v-24" />
        <circle cx="76" cy="196" r="34" />
        <circle cx="400" cy="196" r="38" />
        <circle cx="342" cy="206" r="24" />
        <circle cx="450" cy="208" r="26" />
        <circle cx="132" cy="208" r="20" />
      </g>
      <g className="flowers">
        <circle cx="62" cy="186" r="5" />
        <circle cx="88" cy="204" r="5" />
        <circle cx="76" cy="176" r="5" />
        <circle cx="388" cy="184" r="5" />
        <circle cx="414" cy="206" r="5" />
        <circle cx="402" cy="170" r="5" />
        <circle cx="344" cy="202" r="4" />
        <circle cx="454" cy="200" r="4" />
      </g>
    </svg>
  );
}

export function TablePicture() {
  return (
    <svg
      className="picture"
      viewBox="0 0 480 320"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label="A laid table seen from above"
    >
      <rect className="table" width="480" height="320" />
      <path className="grain" d="M0 64h480M0 128h480M0 192h480M0 256h480" />
      <g className="plate">
        <circle cx="240" cy="160" r="86" />
        <circle cx="240" cy="160" r="60" />
      </g>
      <path className="tree" d="M206 168 q34 -52 70 -8 q-30 40 -70 8z" />
      <g className="flowers">
        <circle cx="226" cy="176" r="11" />
        <circle cx="258" cy="182" r="9" />
        <circle cx="262" cy="146" r="7" />
      </g>
      <path className="cutlery" d="M122 96v128M112 96v34q0 10 10 10t10-10V96M358 96q14 30 0 62v66" />
      <g className="plate">
        <circle cx="404" cy="70" r="34" />
      </g>
      <circle className="water" cx="404" cy="70" r="24" />
      <path className="bread" d="M34 246q44-44 92 0q10 34-46 34t-46-34z" />
      <path className="cutlery" d="M60 250l12-14M80 256l12-16M100 254l10-14" />
    </svg>
  );
}
