# layer(NAME DEPS a b ... [LINK ...]): one library for the folder this is called from.
#
# DEPS names the layers this one may include, and nothing else of ours; tools/check_layers.py reads these
# lines and refuses any other #include. LINK names foreign libraries.
#
# Sources are the folder's *.cc files; *_test.cc become one test program `<name>_test`, found by ctest.
# *_pgtest.cc need a live PostgreSQL: they are built into `<name>_pgtest`, which ctest runs through
# tools/with_postgres.sh.
function(layer name)
  cmake_parse_arguments(LAYER "" "" "DEPS;LINK;TEST_DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|pgtest|bench)\\.cc$")
  set(pgtests ${tests})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER pgtests INCLUDE REGEX "_pgtest\\.cc$")

  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(${name} PUBLIC ${LAYER_DEPS} ${LAYER_LINK})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(${name} INTERFACE ${LAYER_DEPS} ${LAYER_LINK})
  endif()
  layer_tests(${name}_test "" ${name} "${LAYER_TEST_DEPS}" ${tests})
  layer_tests(${name}_pgtest postgres ${name} "${LAYER_TEST_DEPS}" ${pgtests})
endfunction()

# Every test program; without what needs a PostgreSQL.
add_custom_target(all_tests)
add_custom_target(unit_tests)

# One gtest program from the given sources, with a ctest label when `label` is not empty.
function(layer_tests program label library deps)
  if(NOT LEADLIGHT_TESTS OR NOT ARGN)
    return()
  endif()
  add_executable(${program} ${ARGN})
  add_dependencies(all_tests ${program})
  target_link_libraries(${program} PRIVATE ${library} ${deps} GTest::gtest GTest::gmock GTest::gtest_main)
  if(label STREQUAL postgres)
    add_test(NAME ${program} COMMAND ${PROJECT_SOURCE_DIR}/tools/with_postgres.sh $<TARGET_FILE:${program}>)
  else()
    add_test(NAME ${program} COMMAND ${program})
    add_dependencies(unit_tests ${program})
  endif()
  # Nobody waits for a test body; the library it tests keeps its own options.
  target_compile_options(${program} PRIVATE -O0)
  set_tests_properties(${program} PROPERTIES TIMEOUT 900)
  if(label)
    set_tests_properties(${program} PROPERTIES LABELS ${label})
  endif()
endfunction()

# Puts the SQL files of the layer's `migrations` folder into the library (storage/store/migrate.h).
function(embed_migrations name)
  file(GLOB migrations CONFIGURE_DEPENDS migrations/*.sql)
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_migrations.cmake)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/migrations.cc)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/migrations -DNAMESPACE=${name} -DOUTPUT=${source} -P ${script}
    DEPENDS ${script} ${migrations})
  target_sources(${name} PRIVATE ${source})
endfunction()
